#pragma once

/// A file in memory that no folder names, open for reading and writing and closed when a program is executed; -1 with
/// errno. Swift's Glibc module does not offer it.
int groupdesk_memory_file(void);
