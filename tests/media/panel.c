/* SPDX-License-Identifier: MIT
 *
 * Draws frames of an animatic as PNG, to be looked at:
 *
 *     panel [-s WIDTHxHEIGHT] [-r SEED] [-l LOCALE] [-t SECONDS] RECIPE OUT.png [PART…]
 *
 * RECIPE is a recipe as JSON, - for stdin; PART how much of the clip is over, 0 to
 * 1 (0.5). With several parts OUT.png is their row. Says on stdout what is staged.
 */
#include <cairo.h>
#include <libavutil/frame.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "media/draw/panel.h"
#include "media/places.h"
#include "util/file.h"
#include "util/buf.h"

struct options {
	struct panel_settings panel;
	double seconds;
	const char *locale;
};

static int fail(const struct err *err)
{
	fprintf(stderr, "panel: %s\n", err_text(err));
	return 1;
}

static unsigned char level(double value)
{
	return (unsigned char)(value < 0 ? 0 : value > 255 ? 255 : value + 0.5);
}

/* BT.709, limited range. */
static void put_picture(cairo_surface_t *to, int left, const AVFrame *from)
{
	unsigned char *data = cairo_image_surface_get_data(to);
	int stride = cairo_image_surface_get_stride(to);

	for (int y = 0; y < from->height; y++)
		for (int x = 0; x < from->width; x++) {
			double luma = 1.1644 * (from->data[0][y * from->linesize[0] + x] - 16);
			double cb = from->data[1][y / 2 * from->linesize[1] + x / 2] - 128.0;
			double cr = from->data[2][y / 2 * from->linesize[2] + x / 2] - 128.0;
			unsigned rgb = (unsigned)level(luma + 1.7927 * cr) << 16 |
				       (unsigned)level(luma - 0.2132 * cb - 0.5329 * cr) << 8 |
				       level(luma + 2.1124 * cb);

			memcpy(data + (ptrdiff_t)y * stride + 4 * (left + x), &rgb, sizeof rgb);
		}
	cairo_surface_mark_dirty(to);
}

static int draw(const struct stage *stage, const struct options *options, const char *out,
		char **parts, int count)
{
	const struct panel_settings *settings = &options->panel;
	struct err err = {0};
	struct panel *panel = panel_open(stage, settings, &err);
	cairo_surface_t *row;
	int result = 0;

	if (!panel)
		return fail(&err);
	row = cairo_image_surface_create(CAIRO_FORMAT_RGB24, settings->width * (count ? count : 1),
					 settings->height);
	for (int i = 0; i == 0 || i < count; i++) {
		double part = count ? strtod(parts[i], NULL) : 0.5;

		put_picture(row, i * settings->width,
			    panel_frame(panel, lround(part * (double)(settings->frames - 1))));
	}
	if (cairo_surface_write_to_png(row, out) != CAIRO_STATUS_SUCCESS) {
		fprintf(stderr, "panel: can't write %s\n", out);
		result = 1;
	}
	cairo_surface_destroy(row);
	panel_close(panel);
	return result;
}

static int set_stage(const char *path, const char *locale, struct stage *stage, struct err *err)
{
	char *data = file_data_home(), *cldr = places_cldr(), *words = places_words();
	FILE *file = strcmp(path, "-") ? fopen(path, "r") : stdin;
	struct lexicon *lexicon = lexicon_load(data, cldr, words, err);
	struct json *recipe = NULL;
	struct buf text = {0};
	int result = -1;

	for (int c; file && (c = getc(file)) != EOF;)
		buf_add_char(&text, (char)c);
	if (lexicon)
		recipe = json_parse(buf_str(&text), text.len, 1 << 20, path, err);
	if (recipe)
		result = stage_set(lexicon, recipe, locale, stage, err);
	json_free(recipe);
	buf_free(&text);
	lexicon_free(lexicon);
	free(data);
	free(cldr);
	free(words);
	return result;
}

static int parse_options(int argc, char **argv, struct options *out)
{
	*out = (struct options){{1280, 720, 24, 1, 0, 1, NULL}, 5, "en"};
	for (int c; (c = getopt(argc, argv, "s:r:l:t:")) != -1;)
		switch (c) {
		case 's':
			if (sscanf(optarg, "%dx%d", &out->panel.width, &out->panel.height) != 2)
				return -1;
			break;
		case 'r':
			out->panel.seed = strtoull(optarg, NULL, 10);
			break;
		case 'l':
			out->locale = optarg;
			break;
		case 't':
			out->seconds = strtod(optarg, NULL);
			break;
		default:
			return -1;
		}
	out->panel.frames = (long)fmax(1, round(out->seconds * 24));
	return argc - optind < 2 ? -1 : 0;
}

int main(int argc, char **argv)
{
	struct options options;
	struct stage stage = {0};
	struct err err = {0};
	struct json *told;
	char *text;
	int result;

	if (parse_options(argc, argv, &options) < 0) {
		fprintf(stderr, "usage: panel [-s WIDTHxHEIGHT] [-r SEED] [-l LOCALE] "
				"[-t SECONDS] RECIPE OUT.png [PART...]\n");
		return 2;
	}
	if (set_stage(argv[optind], options.locale, &stage, &err) < 0)
		return fail(&err);
	told = stage_to_json(&stage);
	text = json_text(told);
	puts(text);
	free(text);
	json_free(told);
	result = draw(&stage, &options, argv[optind + 1], argv + optind + 2, argc - optind - 2);
	stage_clear(&stage);
	return result;
}
