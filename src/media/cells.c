/* SPDX-License-Identifier: MIT */
#include "media/cells.h"

#include <chafa.h>
#include <string.h>

#include "util/mem.h"

#define WORK 0.5f

static const struct {
	const char *word;
	ChafaCanvasMode mode;
} modes[] = {
	[CELLS_NONE] = {"none", CHAFA_CANVAS_MODE_FGBG},
	[CELLS_16] = {"16", CHAFA_CANVAS_MODE_INDEXED_16},
	[CELLS_256] = {"256", CHAFA_CANVAS_MODE_INDEXED_240},
	[CELLS_TRUE] = {"true", CHAFA_CANVAS_MODE_TRUECOLOR},
};

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
	if (colours == CELLS_NONE) {
		chafa_symbol_map_add_by_tags(symbols, CHAFA_SYMBOL_TAG_ASCII);
	} else {
		chafa_symbol_map_add_by_tags(symbols, CHAFA_SYMBOL_TAG_SPACE |
							      CHAFA_SYMBOL_TAG_BLOCK |
							      CHAFA_SYMBOL_TAG_BORDER);
		chafa_symbol_map_remove_by_tags(symbols, CHAFA_SYMBOL_TAG_WIDE);
	}
	chafa_canvas_config_set_symbol_map(config, symbols);
	chafa_canvas_config_set_geometry(config, cols, rows);
	chafa_canvas_config_set_canvas_mode(config, modes[colours].mode);
	chafa_canvas_config_set_pixel_mode(config, CHAFA_PIXEL_MODE_SYMBOLS);
	chafa_canvas_config_set_work_factor(config, WORK);
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

void cells_draw(const uint8_t *rgba, int width, int height, enum cells_colours colours, int cols,
		int rows, struct picture_cell *out)
{
	chafa_set_n_threads(1);
	ChafaCanvas *canvas = canvas_new(colours, cols, rows);
	chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGBA8_UNASSOCIATED, rgba, width, height,
				     width * 4);
	for (int y = 0; y < rows; y++)
		for (int x = 0; x < cols; x++) {
			gint fg = -1, bg = -1;
			/* In the mode without colours chafa 1.12 reads them out of
			 * bounds. */
			if (colours != CELLS_NONE)
				chafa_canvas_get_raw_colors_at(canvas, x, y, &fg, &bg);
			*out++ = (struct picture_cell){
				.point = chafa_canvas_get_char_at(canvas, x, y),
				.fg = colour_of(colours, fg),
				.bg = colour_of(colours, bg),
			};
		}
	chafa_canvas_unref(canvas);
}
