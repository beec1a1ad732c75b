/* SPDX-License-Identifier: MIT */
#include "media/draw/type.h"

#include <hb-ot.h>
#include <stdlib.h>

#include "util/buf.h"
#include "util/mem.h"
#include "util/text.h"

static void hear(const char *domain, GLogLevelFlags level, const char *message, void *arg)
{
	struct type_ear *ear = arg;

	if (!ear->heard)
		ear->heard = text_clean(message, false, 200);
}

void type_listen(struct type_ear *ear)
{
	GLogLevelFlags levels = G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL;

	ear->heard = NULL;
	ear->pango = g_log_set_handler("Pango", levels, hear, ear);
	ear->cairo = g_log_set_handler("PangoCairo", levels, hear, ear);
	ear->glib = g_log_set_handler("GLib-GObject", levels, hear, ear);
}

int type_heard(struct type_ear *ear, struct err *err)
{
	int result = 0;

	g_log_remove_handler("Pango", ear->pango);
	g_log_remove_handler("PangoCairo", ear->cairo);
	g_log_remove_handler("GLib-GObject", ear->glib);
	if (ear->heard)
		result = err_set(err, ERR_MEDIA, "the text can't be drawn: Pango says: %s",
				 ear->heard);
	free(ear->heard);
	return result;
}

/* Joiners and the emoji selector shape what stands beside them. */
static bool is_shaper(uint32_t point)
{
	return point == 0x200c || point == 0x200d || point == 0xfe0e || point == 0xfe0f;
}

char *type_text(const char *text)
{
	struct buf out = {0};
	bool gap = false, seen = false;
	uint32_t point;

	for (size_t bytes; text && (bytes = text_next(text, &point)); text += bytes) {
		char put[4];

		if (point == ' ' || point == '\n' || point == '\t' || point == '\r') {
			gap = seen;
			continue;
		}
		if (text_is_control(point) && !is_shaper(point))
			continue;
		if (gap)
			buf_add_char(&out, ' ');
		buf_add(&out, put, text_put(put, point));
		gap = false;
		seen = true;
	}
	return seen ? buf_take(&out) : NULL;
}

struct remedy {
	uint32_t first, last;
	const char *package;
};

static const struct remedy remedies[] = {
	{0x1100, 0x11ff, "fonts-noto-cjk"},   {0x2e80, 0x9fff, "fonts-noto-cjk"},
	{0xa960, 0xa97f, "fonts-noto-cjk"},   {0xac00, 0xd7ff, "fonts-noto-cjk"},
	{0xf900, 0xfaff, "fonts-noto-cjk"},   {0xfe30, 0xfe4f, "fonts-noto-cjk"},
	{0xff00, 0xffef, "fonts-noto-cjk"},   {0x1f000, 0x1faff, "fonts-noto-color-emoji"},
	{0x20000, 0x323af, "fonts-noto-cjk"},
};

static const char *remedy_for(uint32_t point)
{
	for (size_t i = 0; i < LENGTH(remedies); i++)
		if (point >= remedies[i].first && point <= remedies[i].last)
			return remedies[i].package;
	return "fonts-noto-core";
}

static int missing_char(const char *text, uint32_t point, struct err *err)
{
	char shown[5] = {0};

	text_put(shown, point);
	return err_set(err, ERR_MEDIA, "no font here has “%s” (U+%04X): install %s", shown,
		       (unsigned)point, remedy_for(point));
}

/* Names the first character of the layout that would be drawn as a box. */
static int name_missing(PangoLayout *layout, struct err *err)
{
	PangoLayout *one = pango_layout_copy(layout);
	const char *text = pango_layout_get_text(layout);
	uint32_t point, found = 0xfffd;

	for (size_t bytes; (bytes = text_next(text, &point)); text += bytes) {
		pango_layout_set_text(one, text, (int)bytes);
		if (!is_shaper(point) && pango_layout_get_unknown_glyphs_count(one)) {
			found = point;
			break;
		}
	}
	g_object_unref(one);
	return missing_char(text, found, err);
}

static PangoLayout *layout_new(cairo_t *cr, const char *text, PangoFontDescription *font,
			       double size)
{
	PangoLayout *layout = pango_cairo_create_layout(cr);

	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_text(layout, text, -1);
	return layout;
}

static PangoLayout *layout_checked(PangoLayout *layout, struct err *err)
{
	if (!pango_layout_get_unknown_glyphs_count(layout))
		return layout;
	name_missing(layout, err);
	g_object_unref(layout);
	return NULL;
}

PangoLayout *type_layout(cairo_t *cr, const char *text, struct type_style style, struct err *err)
{
	PangoFontDescription *font = pango_font_description_from_string("sans-serif");

	if (style.bold)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	return layout_checked(layout_new(cr, text, font, style.size), err);
}

PangoLayout *type_pictogram(cairo_t *cr, const char *text, double size, bool *colour,
			    struct err *err)
{
	PangoFontDescription *font = pango_font_description_from_string("emoji");
	PangoLayout *layout = layout_checked(layout_new(cr, text, font, size), err);
	PangoLayoutIter *iter;

	*colour = true;
	if (!layout)
		return NULL;
	iter = pango_layout_get_iter(layout);
	do {
		PangoLayoutRun *run = pango_layout_iter_get_run_readonly(iter);
		hb_face_t *face =
			run ? hb_font_get_face(pango_font_get_hb_font(run->item->analysis.font))
			    : NULL;

		if (face && !hb_ot_color_has_png(face) && !hb_ot_color_has_layers(face) &&
		    !hb_ot_color_has_svg(face))
			*colour = false;
	} while (pango_layout_iter_next_run(iter));
	pango_layout_iter_free(iter);
	return layout;
}
