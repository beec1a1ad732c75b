/* SPDX-License-Identifier: MIT */
#include "core/tell/plain.h"

#include "util/buf.h"
#include "util/mem.h"
#include "util/text.h"

static const struct sign {
	uint32_t point;
	const char *plain;
} signs[] = {
	{0x00a0, " "},  {0x00ab, "<<"}, {0x00b0, "deg"}, {0x00b7, "-"},  {0x00bb, ">>"},
	{0x00d7, "x"},  {0x00df, "ss"}, {0x00c6, "AE"},  {0x00e6, "ae"}, {0x00d8, "O"},
	{0x00f8, "o"},  {0x0152, "OE"}, {0x0153, "oe"},  {0x2010, "-"},  {0x2011, "-"},
	{0x2013, "-"},  {0x2014, "--"}, {0x2018, "'"},   {0x2019, "'"},  {0x201c, "\""},
	{0x201d, "\""}, {0x2022, "*"},  {0x2026, "..."}, {0x202f, " "},  {0x2190, "<-"},
	{0x2192, "->"}, {0x2212, "-"},  {0x2265, ">="},  {0x2264, "<="}, {0x2500, "-"},
	{0x2502, "|"},  {0x253c, "+"},  {0x2588, "#"},   {0x2591, "."},  {0x25cf, "*"},
	{0x2713, "*"},
};

/* U+00C0 to U+017F without their accents; a question mark where Latin has no
 * plain letter. */
static const char latin[] = "AAAAAA?CEEEEIIII"
			    "DNOOOOO?OUUUUYT?"
			    "aaaaaa?ceeeeiiii"
			    "dnooooo?ouuuuyty"
			    "AaAaAaCcCcCcCcDd"
			    "DdEeEeEeEeEeGgGg"
			    "GgGgHhHhIiIiIiIi"
			    "Ii??JjKkkLlLlLlL"
			    "lLlNnNnNnnNnOoOo"
			    "Oo??RrRrRrSsSsSs"
			    "SsTtTtTtUuUuUuUu"
			    "UuUuWwYyYZzZzZzs";

static void add_plain(struct buf *out, uint32_t point)
{
	for (size_t i = 0; i < LENGTH(signs); i++)
		if (signs[i].point == point) {
			buf_add_str(out, signs[i].plain);
			return;
		}
	if (point < 0x80)
		buf_add_char(out, (char)point);
	else if (point >= 0xc0 && point <= 0x17f)
		buf_add_char(out, latin[point - 0xc0]);
	else
		buf_add_char(out, '?');
}

char *plain_text(const char *text)
{
	struct buf out = {0};
	struct text_cluster cluster;

	for (; text_cluster_next(text, &cluster); text += cluster.bytes)
		if ((unsigned char)*text < 0x80 && cluster.bytes == 1)
			buf_add_char(&out, *text);
		else
			add_plain(&out, cluster.points[0]);
	buf_add_str(&out, "");
	return buf_take(&out);
}
