/* SPDX-License-Identifier: MIT */
#include "util/base64.h"

#include <nettle/base64.h>

void base64_add(struct buf *out, const void *data, size_t bytes)
{
	size_t length = BASE64_ENCODE_RAW_LENGTH(bytes);

	base64_encode_raw(buf_reserve(out, length), bytes, data);
	out->len += length;
}

int base64_decode(struct buf *out, const char *text, size_t bytes, struct err *err)
{
	struct base64_decode_ctx context;
	size_t got = 0;
	uint8_t *into = (uint8_t *)buf_reserve(out, BASE64_DECODE_LENGTH(bytes) + 1);

	base64_decode_init(&context);
	if (!base64_decode_update(&context, &got, into, bytes, text) ||
	    !base64_decode_final(&context))
		return err_set(err, ERR_INVALID, "it is not base64");
	out->len += got;
	out->data[out->len] = '\0';
	return 0;
}
