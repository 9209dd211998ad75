// The plain SHA-256 functions, not EVP: they cannot fail, need no configuration file, and start in
// microseconds. OpenSSL calls them old-fashioned; the define keeps that from every build's output.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
