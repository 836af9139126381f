#pragma once

/// libqrencode, which Swift calls directly.
#include <qrencode.h>
