// Everything is in the library; a C target needs a source.
#include "CQRCode.h"
