/* SPDX-License-Identifier: MIT */
#include "board/inspector_price.h"

#include "provider/quote.h"

char *price_text(struct session *session, const struct scene *scene, struct err *err)
{
	struct quote quote;
	char *text = NULL;

	if (quote_scene(session_shelf(session), session->store.film, scene, &quote, err) == 0)
		text = quote_text(&quote);
	else if (quote.nearly)
		err_advise(err, "F makes it so");
	quote_clear(&quote);
	return text;
}
