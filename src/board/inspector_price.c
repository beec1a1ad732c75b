/* SPDX-License-Identifier: MIT */
#include "board/inspector_price.h"

#include <math.h>
#include <stdlib.h>

#include "film/recipe.h"
#include "provider/fit.h"
#include "provider/price.h"
#include "provider/shelf.h"
#include "util/mem.h"

static char *in_words(struct price price)
{
	struct buf out = {0};
	char *amount;

	if (price.kind == PRICE_UNKNOWN)
		return xstrdup("price not known");
	if (price.amount == 0)
		return xstrdup("free");
	amount = money_text(price.amount, price.currency);
	buf_addf(&out, "%s%s", price.kind == PRICE_ESTIMATED ? "about " : "", amount);
	free(amount);
	if (price.checked)
		buf_addf(&out, ", as of %s", price.checked);
	return buf_take(&out);
}

char *price_text(struct session *session, const struct scene *scene, struct err *err)
{
	const struct film *film = session->store.film;
	const struct provider *provider =
		shelf_find(session_shelf(session), scene_provider(film, scene), err);
	struct json *recipe;
	struct fit fit;
	char *text = NULL;

	if (!provider)
		return NULL;
	if (!provider->description)
		return xstrdup(provider->free ? "free" : "price not known");
	recipe = scene_recipe(film, scene, 0);
	if (fit_recipe(provider, recipe, !isnan(scene->seed), "", &fit, err) == 0) {
		text = in_words(price_of(fit.caps, fit.seconds, fit.resolution));
		fit_clear(&fit);
	}
	json_free(recipe);
	return text;
}
