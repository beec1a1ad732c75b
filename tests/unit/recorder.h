/* SPDX-License-Identifier: MIT
 *
 * An output that keeps what it is given.
 */
#ifndef TESTS_UNIT_RECORDER_H
#define TESTS_UNIT_RECORDER_H

#include "core/tell/output.h"
#include "util/buf.h"

struct recorder {
	struct output output;
	struct buf text, notes;
};

static inline void record_text(struct output *out, enum style style, const char *text)
{
	buf_add_str(&((struct recorder *)out)->text, text);
}

static inline void record_cells(struct output *out, const struct picture_cell *cells, int count)
{
	buf_add_fill(&((struct recorder *)out)->text, '#', (size_t)count);
}

static inline void record_note(struct output *out, const char *text)
{
	buf_addf(&((struct recorder *)out)->notes, "%s\n", text);
}

static inline void record_progress(struct output *out, const struct progress *progress)
{
}

static inline struct recorder recorder_new(int columns)
{
	return (struct recorder){.output = {record_text, record_cells, record_note, record_progress,
					    .columns = columns, .colours = "none"}};
}

static inline void recorder_free(struct recorder *recorder)
{
	buf_free(&recorder->text);
	buf_free(&recorder->notes);
	json_free(recorder->output.json);
}

#endif
