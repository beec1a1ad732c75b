/* SPDX-License-Identifier: MIT */
#include "media/draw/slate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "media/draw/arrow.h"
#include "media/draw/type.h"
#include "util/mem.h"

#define LINES_MAX 3
#define SIZE_MIN 9.0
#define SPEAKER_MAX 32 /* bytes */
/* Of the frame's height. */
#define SLATE_MAX 0.36

struct slate {
	int width, height;
	double size, pad; /* of the title's type, in pixels */
	cairo_t *scratch;
	PangoLayout *title, *label, *dialogue; /* NULL: not there */
	enum move move;
	bool stacked; /* the move has a row of its own */
};

static const double shrinks[] = {1, 0.9, 0.8, 0.7, 0.62};

static int row_height(PangoLayout *layout)
{
	int height;

	pango_layout_get_pixel_size(layout, NULL, &height);
	return height;
}

static int row_width(PangoLayout *layout)
{
	int width;

	pango_layout_get_pixel_size(layout, &width, NULL);
	return width;
}

static void set_size(PangoLayout *layout, double size)
{
	PangoFontDescription *font =
		pango_font_description_copy(pango_layout_get_font_description(layout));

	pango_font_description_set_absolute_size(font, fmax(SIZE_MIN, size) * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
}

/* Wraps to the width in few lines: smaller first, then cut with an ellipsis. */
static void fit_dialogue(struct slate *slate, int frame_height)
{
	PangoLayout *layout = slate->dialogue;
	double most = frame_height * SLATE_MAX - 3 * slate->size, size = 1.18 * slate->size;

	pango_layout_set_width(layout, (int)(slate->width - 2 * slate->pad) * PANGO_SCALE);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
	for (size_t i = 0; i < LENGTH(shrinks); i++) {
		set_size(layout, size * shrinks[i]);
		if (pango_layout_get_line_count(layout) <= LINES_MAX && row_height(layout) <= most)
			return;
	}
	pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
	for (int lines = LINES_MAX; lines > 0; lines--) {
		pango_layout_set_height(layout, -lines);
		if (row_height(layout) <= most)
			return;
	}
}

/* Who speaks, if the text begins with that: up to the colon, but no time of day. */
static void mark_speaker(PangoLayout *layout)
{
	const char *text = pango_layout_get_text(layout), *colon = strstr(text, ": ");
	PangoAttrList *marks;
	PangoAttribute *bold, *colour;

	if (!colon || colon - text > SPEAKER_MAX)
		return;
	marks = pango_attr_list_new();
	bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
	colour = pango_attr_foreground_new(0xf000, 0xc800, 0x8000);
	bold->end_index = colour->end_index = (guint)(colon - text + 1);
	pango_attr_list_insert(marks, bold);
	pango_attr_list_insert(marks, colour);
	pango_layout_set_attributes(layout, marks);
	pango_attr_list_unref(marks);
}

/* Title and move side by side, or under each other where that is too narrow; the
 * title gives way. */
static void fit_title(struct slate *slate)
{
	double room = slate->width - 2 * slate->pad, label = 0;

	if (slate->label)
		label = row_width(slate->label) + 2.4 * slate->size;
	if (slate->title && slate->label && row_width(slate->title) + label > room &&
	    label > room * 0.5)
		slate->stacked = true;
	if (slate->label && label > room) {
		pango_layout_set_width(slate->label, (int)(room - 2.4 * slate->size) * PANGO_SCALE);
		pango_layout_set_ellipsize(slate->label, PANGO_ELLIPSIZE_END);
	}
	if (!slate->title)
		return;
	if (!slate->stacked && label > 0)
		room -= label + slate->size;
	if (row_width(slate->title) > room) {
		pango_layout_set_width(slate->title, (int)room * PANGO_SCALE);
		pango_layout_set_ellipsize(slate->title, PANGO_ELLIPSIZE_END);
	}
}

static void measure(struct slate *slate)
{
	double height = 0.55 * slate->size;

	if (slate->dialogue)
		height += row_height(slate->dialogue) + 0.35 * slate->size;
	if (slate->title || slate->label)
		height += row_height(slate->title ? slate->title : slate->label);
	if (slate->stacked)
		height += row_height(slate->label);
	height += 0.55 * slate->size;
	slate->height = ((int)ceil(height) + 1) & ~1;
}

static int set_layout(struct slate *slate, const char *text, struct type_style style,
		      PangoLayout **out, struct err *err)
{
	char *clean = type_text(text);

	if (!clean)
		return 0;
	*out = type_layout(slate->scratch, clean, style, err);
	free(clean);
	if (!*out)
		return -1;
	pango_layout_set_single_paragraph_mode(*out, TRUE);
	return 0;
}

int slate_new(const struct stage *stage, int width, int height, struct slate **out, struct err *err)
{
	struct slate *slate = xcalloc(1, sizeof *slate);
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
	double size = fmax(SIZE_MIN, fmin(height * 0.034, width * 0.036));
	struct type_style title = {true, size}, label = {false, size * 0.94};
	struct type_style dialogue = {false, size * 1.18};

	*out = NULL;
	slate->scratch = cairo_create(surface);
	cairo_surface_destroy(surface);
	slate->width = width;
	slate->size = size;
	slate->pad = fmax(5, width * 0.026);
	slate->move = stage->move;
	if (set_layout(slate, stage->title, title, &slate->title, err) < 0 ||
	    set_layout(slate, stage->move_label, label, &slate->label, err) < 0 ||
	    set_layout(slate, stage->dialogue, dialogue, &slate->dialogue, err) < 0) {
		slate_free(slate);
		return -1;
	}
	if (!slate->title && !slate->label && !slate->dialogue) {
		slate_free(slate);
		return 0;
	}
	if (slate->dialogue) {
		mark_speaker(slate->dialogue);
		fit_dialogue(slate, height);
	}
	fit_title(slate);
	measure(slate);
	*out = slate;
	return 0;
}

int slate_height(const struct slate *slate)
{
	return slate ? slate->height : 0;
}

static void show(cairo_t *cr, PangoLayout *layout, double x, double y, uint32_t rrggbb)
{
	struct rgb colour = rgb_hex(rrggbb);

	cairo_set_source_rgb(cr, (double)colour.r, (double)colour.g, (double)colour.b);
	cairo_move_to(cr, x, y);
	pango_cairo_show_layout(cr, layout);
}

static void draw_label(const struct slate *slate, cairo_t *cr, double y)
{
	double wide = row_width(slate->label), high = row_height(slate->label);
	double x = slate->stacked ? slate->pad + 2 * slate->size : slate->width - slate->pad - wide;

	show(cr, slate->label, x, y, 0xbdb7a9);
	arrow_draw(cr, slate->move, x - 1.35 * slate->size, y + high * 0.52, slate->size);
}

cairo_surface_t *slate_draw(const struct slate *slate)
{
	cairo_surface_t *out =
		cairo_image_surface_create(CAIRO_FORMAT_RGB24, slate->width, slate->height);
	cairo_t *cr = cairo_create(out);
	double y = 0.55 * slate->size;

	cairo_set_source_rgb(cr, 0.075, 0.08, 0.1);
	cairo_paint(cr);
	if (slate->dialogue) {
		show(cr, slate->dialogue, slate->pad, y, 0xffffff);
		y += row_height(slate->dialogue) + 0.35 * slate->size;
	}
	if (slate->title) {
		show(cr, slate->title, slate->pad, y, 0xe9dfca);
		if (slate->stacked)
			y += row_height(slate->title);
	}
	if (slate->label)
		draw_label(slate, cr, y);
	cairo_destroy(cr);
	return out;
}

void slate_free(struct slate *slate)
{
	if (!slate)
		return;
	if (slate->title)
		g_object_unref(slate->title);
	if (slate->label)
		g_object_unref(slate->label);
	if (slate->dialogue)
		g_object_unref(slate->dialogue);
	cairo_destroy(slate->scratch);
	free(slate);
}
