/* SPDX-License-Identifier: MIT */
#include "board/inspector_price.h"

#include <stdlib.h>

#include "provider/quote.h"

char *price_text(struct board *board, enum context context, const struct scene *scene,
		 struct err *err)
{
	struct session *session = board_session(board);
	struct quote quote;
	char *text = NULL, *key;

	if (quote_scene(session_shelf(session), session->store.film, scene, &quote, err) == 0)
		text = quote_text(&quote);
	if (!text && quote.nearly) {
		key = board_key(board, context, "fit .");
		err_advise(err, "%s makes it so", key);
		free(key);
	}
	quote_clear(&quote);
	return text;
}
