/* SPDX-License-Identifier: MIT */
#include "util/text.h"

#include <utf8proc.h>

#include "util/buf.h"
#include "util/mem.h"

#define REPLACEMENT 0xfffd
#define ZERO_WIDTH_JOINER 0x200d
#define MIDDLE_DOT 0xb7
#define DOTTED_CIRCLE 0x25cc
#define KITTY_PLACEHOLDER 0x10eeee /* stands for a piece of a picture the terminal has */

/* As wcwidth of glibc has it, which terminals and curses go by: what utf8proc and
 * Unicode's tables leave open is decided here. */
static int columns_of(uint32_t point)
{
	static const struct {
		uint32_t from, to;
		int cols;
	} open[] = {
		{0x1160, 0x11ff, 0},
		{0xd7b0, 0xd7ff, 0}, /* a syllable's later parts */
		{0x3248, 0x324f, 2},
		{0x4dc0, 0x4dff, 2},
	};
	for (size_t i = 0; i < LENGTH(open); i++)
		if (point >= open[i].from && point <= open[i].to)
			return open[i].cols;
	int cols = utf8proc_charwidth((utf8proc_int32_t)point);
	bool spacing = utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_MC;
	return spacing && cols == 0 ? 1 : cols;
}

static bool is_skin_tone(uint32_t point)
{
	return point >= 0x1f3fb && point <= 0x1f3ff;
}

/* One half of a flag. */
static bool is_regional(uint32_t point)
{
	return point >= 0x1f1e6 && point <= 0x1f1ff;
}

static bool is_form_selector(uint32_t point)
{
	return (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef);
}

/* What stands on the screen for a code point that begins a cluster. */
static uint32_t shown(uint32_t point)
{
	if (is_regional(point))
		return 'A' + point - 0x1f1e6;
	switch (utf8proc_category((utf8proc_int32_t)point)) {
	case UTF8PROC_CATEGORY_CC:
		return point == '\t' || point == '\n' || point == '\r' ? ' ' : REPLACEMENT;
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return ' ';
	case UTF8PROC_CATEGORY_CF:
		return MIDDLE_DOT;
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CS:
		return REPLACEMENT;
	default:
		return point == KITTY_PLACEHOLDER ? REPLACEMENT : point;
	}
}

static void cluster_begin(struct text_cluster *cluster, uint32_t point)
{
	uint32_t base = shown(point);
	*cluster = (struct text_cluster){.cols = columns_of(base), .points = {base}};
	if (cluster->cols > 0)
		return;
	*cluster = (struct text_cluster){.cols = 1, .points = {DOTTED_CIRCLE}};
	if (!is_form_selector(base))
		cluster->points[1] = base;
}

/* Takes what continues a cluster in; false if it needs a column that is not there. Of
 * a joined emoji only the first picture is drawn. */
static bool cluster_join(struct text_cluster *cluster, uint32_t before, uint32_t point)
{
	size_t at = 1;
	if (before == ZERO_WIDTH_JOINER || is_skin_tone(point))
		return true;
	if (columns_of(point) > 0) {
		if (columns_of(point) + cluster->cols > 2)
			return false;
		cluster->second = shown(point);
		cluster->cols = 2;
		return true;
	}
	if (text_is_control(point) || point == ZERO_WIDTH_JOINER || is_form_selector(point))
		return true;
	while (at < CLUSTER_POINTS && cluster->points[at])
		at++;
	if (at < CLUSTER_POINTS)
		cluster->points[at] = point;
	return true;
}

static bool breaks(uint32_t before, uint32_t point, utf8proc_int32_t *state)
{
	return utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)point,
						state);
}

bool text_cluster_next(const char *text, struct text_cluster *out)
{
	utf8proc_int32_t state = 0;
	uint32_t before, point;
	size_t bytes, step;
	/* Most text, soon done: nothing can be written over it. */
	if (*text >= ' ' && *text <= '~' && (unsigned char)text[1] < 0x80) {
		*out = (struct text_cluster){1, 1, {(unsigned char)*text}, 0};
		return true;
	}
	bytes = text_next(text, &before);
	if (!bytes)
		return false;
	cluster_begin(out, before);
	if (before >= 0x80 || (unsigned char)text[1] >= 0x80)
		for (; (step = text_next(text + bytes, &point)) && !breaks(before, point, &state) &&
		       cluster_join(out, before, point);
		     bytes += step)
			before = point;
	out->bytes = bytes;
	return true;
}

size_t text_cluster(const char *text, size_t *columns)
{
	struct text_cluster cluster = {0};
	text_cluster_next(text, &cluster);
	if (columns)
		*columns = (size_t)cluster.cols;
	return cluster.bytes;
}

/* True if a boundary lies before this code point whatever stands before it, if that
 * is plain as well. */
static bool is_plain(uint32_t point)
{
	return point < 0x80 || utf8proc_get_property((utf8proc_int32_t)point)->boundclass ==
				       UTF8PROC_BOUNDCLASS_OTHER;
}

size_t text_cluster_before(const char *text, size_t at)
{
	size_t from = at, before;
	uint32_t point;
	bool plain = false, was_plain;
	do {
		was_plain = plain;
		do
			from--;
		while (from && ((unsigned char)text[from] & 0xc0) == 0x80);
		text_next(text + from, &point);
		plain = is_plain(point);
	} while (from && !(plain && was_plain));
	for (before = from; (from += text_cluster(text + from, NULL)) < at;)
		before = from;
	return before;
}

size_t text_width(const char *text)
{
	struct text_cluster cluster;
	size_t width = text_ascii(text);
	width -= width && text[width]; /* what follows may belong to the last of them */
	for (text += width; text_cluster_next(text, &cluster); text += cluster.bytes)
		width += (size_t)cluster.cols;
	return width;
}

char *text_ellipsize(const char *text, size_t columns)
{
	if (text_width(text) <= columns)
		return xstrdup(text);
	struct buf out = {0};
	struct text_cluster cluster;
	size_t width = 0;
	for (; columns && text_cluster_next(text, &cluster); text += cluster.bytes) {
		width += (size_t)cluster.cols;
		if (width > columns - 1)
			break;
		buf_add(&out, text, cluster.bytes);
	}
	if (columns)
		buf_add_str(&out, "…");
	return buf_take(&out);
}
