/* SPDX-License-Identifier: MIT */
#include "provider/quote.h"

#include <math.h>
#include <stdlib.h>

#include "film/recipe.h"
#include "provider/fit.h"
#include "util/buf.h"
#include "util/mem.h"

static void keep(const struct price *price, struct quote *out)
{
	out->price = price->kind;
	out->amount = price->amount;
	out->checked = price->checked ? xstrdup(price->checked) : NULL;
	if (price->kind == PRICE_EXACT || price->kind == PRICE_ESTIMATED)
		out->currency = xstrdup(price->currency);
}

int quote_scene(struct shelf *shelf, const struct film *film, const struct scene *scene,
		struct quote *out, struct err *err)
{
	const struct provider *provider = shelf_find(shelf, scene_provider(film, scene), err);
	struct json *recipe;
	struct fit fit;

	*out = (struct quote){.amount = MONEY_UNKNOWN,
			      .provider = scene_provider(film, scene),
			      .model = scene_model(film, scene)};
	if (!provider)
		return -1;
	if (!provider->description) {
		out->price = provider->free ? PRICE_FREE : PRICE_UNKNOWN;
		out->amount = provider->free ? 0 : MONEY_UNKNOWN;
		return 0;
	}
	recipe = scene_recipe(film, scene, 0);

	int result = fit_recipe(provider, recipe, !isnan(scene->seed), "", &fit, err);

	if (result == 0) {
		struct price price = price_of(fit.caps, fit.seconds, fit.resolution);

		keep(&price, out);
		fit_clear(&fit);
	} else {
		out->nearly = *fit.nearest != '\0';
	}
	json_free(recipe);
	return result;
}

void quote_clear(struct quote *quote)
{
	free(quote->currency);
	free(quote->checked);
	*quote = (struct quote){0};
}

char *quote_text(const struct quote *quote)
{
	struct buf out = {0};
	char *amount;

	if (quote->price == PRICE_FREE)
		return xstrdup("free");
	if (quote->price == PRICE_UNKNOWN) {
		buf_addf(&out, "price not known: %s tells none", quote->provider);
		if (quote->model)
			buf_addf(&out, " for %s", quote->model);
		return buf_take(&out);
	}
	amount = money_text(quote->amount, quote->currency);
	buf_addf(&out, "%s%s", quote->price == PRICE_ESTIMATED ? "about " : "", amount);
	if (quote->checked)
		buf_addf(&out, " (%s)", quote->checked);
	free(amount);
	return buf_take(&out);
}
