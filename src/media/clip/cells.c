/* SPDX-License-Identifier: MIT */
#include "media/clip/cells.h"

#include <chafa.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

#define WORK 0.5f

static const struct {
	const char *word;
	ChafaCanvasMode mode;
} modes[] = {
	[CELLS_NONE] = {"none", CHAFA_CANVAS_MODE_MAX},
	[CELLS_16] = {"16", CHAFA_CANVAS_MODE_INDEXED_16},
	[CELLS_256] = {"256", CHAFA_CANVAS_MODE_INDEXED_240},
	[CELLS_TRUE] = {"true", CHAFA_CANVAS_MODE_TRUECOLOR},
};

/* From dark to light, on the dark ground most terminals have. */
static const char shades[] = " .:-=+*#%@";

int cells_colours_of(const char *word, enum cells_colours *out, struct err *err)
{
	for (size_t i = 0; word && i < LENGTH(modes); i++)
		if (strcmp(word, modes[i].word) == 0) {
			*out = (enum cells_colours)i;
			return 0;
		}
	return err_set(err, ERR_INVALID, "colours are \"none\", \"16\", \"256\" or \"true\"");
}

static ChafaCanvas *canvas_new(enum cells_colours colours, int cols, int rows)
{
	ChafaSymbolMap *symbols = chafa_symbol_map_new();
	ChafaCanvasConfig *config = chafa_canvas_config_new();
	chafa_symbol_map_add_by_tags(symbols, CHAFA_SYMBOL_TAG_SPACE | CHAFA_SYMBOL_TAG_BLOCK |
						      CHAFA_SYMBOL_TAG_BORDER);
	chafa_symbol_map_remove_by_tags(symbols, CHAFA_SYMBOL_TAG_WIDE);
	chafa_canvas_config_set_symbol_map(config, symbols);
	chafa_canvas_config_set_geometry(config, cols, rows);
	chafa_canvas_config_set_canvas_mode(config, modes[colours].mode);
	chafa_canvas_config_set_pixel_mode(config, CHAFA_PIXEL_MODE_SYMBOLS);
	chafa_canvas_config_set_work_factor(config, WORK);
	/* By its numbers the nearest of few colours to wood is pink, and what chafa does to
	 * pictures beforehand makes all of it red. */
	if (colours != CELLS_TRUE) {
		chafa_canvas_config_set_color_space(config, CHAFA_COLOR_SPACE_DIN99D);
		chafa_canvas_config_set_preprocessing_enabled(config, FALSE);
	}
	ChafaCanvas *canvas = chafa_canvas_new(config);
	chafa_canvas_config_unref(config);
	chafa_symbol_map_unref(symbols);
	return canvas;
}

static uint32_t colour_of(enum cells_colours colours, gint raw)
{
	if (raw < 0)
		return CELL_DEFAULT;
	return colours == CELLS_TRUE ? CELL_RGB | (uint32_t)raw : (uint32_t)raw;
}

static void draw_colours(const uint8_t *rgba, int width, int height, enum cells_colours colours,
			 int cols, int rows, struct picture_cell *out)
{
	chafa_set_n_threads(1);
	ChafaCanvas *canvas = canvas_new(colours, cols, rows);
	chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGBA8_UNASSOCIATED, rgba, width, height,
				     width * 4);
	for (int y = 0; y < rows; y++)
		for (int x = 0; x < cols; x++) {
			gint fg, bg;
			chafa_canvas_get_raw_colors_at(canvas, x, y, &fg, &bg);
			*out++ = (struct picture_cell){
				.point = chafa_canvas_get_char_at(canvas, x, y),
				.fg = colour_of(colours, fg),
				.bg = colour_of(colours, bg),
			};
		}
	chafa_canvas_unref(canvas);
}

/* The mean brightness of a part of the picture; what is transparent is dark. */
static double brightness(const uint8_t *rgba, int width, int left, int right, int top, int bottom)
{
	double sum = 0;
	for (int y = top; y < bottom; y++)
		for (int x = left; x < right; x++) {
			const uint8_t *p = rgba + ((size_t)y * (size_t)width + (size_t)x) * 4;
			sum += (0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2]) * p[3] / 255;
		}
	return sum / ((right - left) * (bottom - top));
}

/* By brightness alone, stretched so that a night scene is not all blanks. chafa
 * without colours only knows ink and no ink. */
static void draw_shades(const uint8_t *rgba, int width, int height, int cols, int rows,
			struct picture_cell *out)
{
	enum { LEAST_RANGE = 64 };
	size_t count = (size_t)cols * (size_t)rows, i = 0;
	double *lights = xcalloc(count, sizeof *lights), least = 255, most = 0;
	for (int y = 0; y < rows; y++)
		for (int x = 0; x < cols; x++, i++) {
			lights[i] = brightness(rgba, width, x * width / cols,
					       (x + 1) * width / cols, y * height / rows,
					       (y + 1) * height / rows);
			least = lights[i] < least ? lights[i] : least;
			most = lights[i] > most ? lights[i] : most;
		}
	double range = most - least < LEAST_RANGE ? LEAST_RANGE : most - least;
	for (i = 0; i < count; i++) {
		size_t shade = (size_t)((lights[i] - least) / range * (sizeof shades - 2) + 0.5);
		out[i] = (struct picture_cell){(uint8_t)shades[shade], CELL_DEFAULT, CELL_DEFAULT};
	}
	free(lights);
}

void cells_draw(const uint8_t *rgba, int width, int height, enum cells_colours colours, int cols,
		int rows, struct picture_cell *out)
{
	if (colours == CELLS_NONE)
		draw_shades(rgba, width, height, cols, rows, out);
	else
		draw_colours(rgba, width, height, colours, cols, rows, out);
}
