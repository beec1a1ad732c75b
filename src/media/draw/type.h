/* SPDX-License-Identifier: MIT
 *
 * Type: text set by Pango, with everything it would pass over made an error: a
 * character no font has (it would draw a box), a warning in its log.
 */
#ifndef MEDIA_DRAW_TYPE_H
#define MEDIA_DRAW_TYPE_H

#include <stdbool.h>
#include <pango/pangocairo.h>

#include "util/err.h"

/* Listens to what Pango and GLib complain of while it is open; one at a time,
 * since GLib has one ear for the process. */
struct type_ear {
	unsigned int pango, cairo, glib;
	char *heard; /* owned; the first complaint */
};
void type_listen(struct type_ear *ear);
/* Ends it; -1 when something was said. */
int type_heard(struct type_ear *ear, struct err *err);

/* Returns new: the text as it may be set: one line (line breaks and tabs become
 * spaces, runs of them one), without controls. NULL gives NULL; so does a text
 * with nothing to see in it. */
char *type_text(const char *text);

struct type_style {
	bool bold;
	double size; /* pixels */
};

/* A layout of a text cleaned by type_text, for the context. Returns new, to be
 * freed with g_object_unref; NULL names the character no font has. */
PangoLayout *type_layout(cairo_t *cr, const char *text, struct type_style style, struct err *err);
/* The same of a pictogram, at `size` pixels to the em. *colour says whether its
 * font has it in colour. */
PangoLayout *type_pictogram(cairo_t *cr, const char *text, double size, bool *colour,
			    struct err *err);

#endif
