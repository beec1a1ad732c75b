/* SPDX-License-Identifier: MIT
 *
 * SHA-256 by libcrypto, whose only home this is.
 */
#include <openssl/evp.h>
#include <stdlib.h>
#include <unistd.h>

#include "util/file.h"
#include "util/mem.h"

static void hex(const unsigned char *bytes, char out[DIGEST_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < (DIGEST_SIZE - 1) / 2; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[DIGEST_SIZE - 1] = '\0';
}

static EVP_MD_CTX *begin(void)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	if (!context || !EVP_DigestInit_ex(context, EVP_sha256(), NULL))
		BUG("libcrypto has no SHA-256");
	return context;
}

static void end(EVP_MD_CTX *context, char out[DIGEST_SIZE])
{
	unsigned char raw[EVP_MAX_MD_SIZE];
	EVP_DigestFinal_ex(context, raw, NULL);
	EVP_MD_CTX_free(context);
	hex(raw, out);
}

void digest_bytes(const void *data, size_t bytes, char out[DIGEST_SIZE])
{
	EVP_MD_CTX *context = begin();
	EVP_DigestUpdate(context, data, bytes);
	end(context, out);
}

int digest_fd(int fd, const char *name, char out[DIGEST_SIZE], struct err *err)
{
	EVP_MD_CTX *context = begin();
	enum { PIECE = 1 << 16 };
	unsigned char *piece = xmalloc(PIECE);
	ssize_t got;
	off_t at = 0;
	while ((got = pread(fd, piece, PIECE, at)) > 0) {
		EVP_DigestUpdate(context, piece, (size_t)got);
		at += got;
	}
	if (got < 0)
		err_errno(err, "can't read %s", name);
	end(context, out);
	free(piece);
	return got < 0 ? -1 : 0;
}
