/* SPDX-License-Identifier: MIT */
#include "util/base64.h"

#include <limits.h>

#include <openssl/evp.h>

#include "util/mem.h"

#define PIECE 49152 /* bytes at once; a multiple of 3 */

void base64_add(struct buf *out, const void *data, size_t bytes)
{
	const unsigned char *at = data;

	for (size_t piece; bytes; at += piece, bytes -= piece) {
		piece = bytes < PIECE ? bytes : PIECE;
		out->len += (size_t)EVP_EncodeBlock(
			(unsigned char *)buf_reserve(out, piece / 3 * 4 + 5), at, (int)piece);
	}
}

int base64_decode(struct buf *out, const char *text, size_t bytes, struct err *err)
{
	EVP_ENCODE_CTX *context = EVP_ENCODE_CTX_new();
	int got = 0, result = context ? 0 : -1;

	if (context)
		EVP_DecodeInit(context);
	for (size_t piece; result >= 0 && bytes; text += piece, bytes -= piece) {
		piece = bytes < PIECE ? bytes : PIECE;
		result = EVP_DecodeUpdate(context, (unsigned char *)buf_reserve(out, piece + 64),
					  &got, (const unsigned char *)text, (int)piece);
		out->len += (size_t)got;
	}
	if (result >= 0) {
		result = EVP_DecodeFinal(context, (unsigned char *)buf_reserve(out, 64), &got);
		out->len += (size_t)got;
	}
	EVP_ENCODE_CTX_free(context);
	return result < 0 ? err_set(err, ERR_INVALID, "it is not base64") : 0;
}
