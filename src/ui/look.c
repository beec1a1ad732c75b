/* SPDX-License-Identifier: MIT */
#include "ui/look.h"

#include <stdlib.h>
#include <string.h>

#include "ui/colour.h"
#include "ui/theme.h"
#include "util/mem.h"
#include "worker/message.h"

#define LEGIBLE 4.5 /* WCAG 2, text */
#define VISIBLE 3.0 /* WCAG 2, what is no text */

const struct role_row role_table[ROLES] = {
	[ROLE_TEXT] = {"text", ROLE_TEXT, false, "text, and the ground of everything"},
	[ROLE_DIM] = {"dim", ROLE_TEXT, true, "what stands back"},
	[ROLE_STRONG] = {"strong", ROLE_TEXT, false, "what stands out"},
	[ROLE_BAR] = {"bar", ROLE_TEXT, false, "the lines above and below"},
	[ROLE_BAR_KEY] = {"bar-key", ROLE_BAR, false, "a key in the hint line"},
	[ROLE_HINT] = {"hint", ROLE_DIM, true, "a hint"},
	[ROLE_FRAME] = {"frame", ROLE_DIM, true, "frames and lines"},
	[ROLE_FRAME_FOCUS] = {"frame-focus", ROLE_FRAME, true, "the frame of what has the keys"},
	[ROLE_HEADING] = {"heading", ROLE_STRONG, false, "a heading"},
	[ROLE_LABEL] = {"label", ROLE_DIM, false, "a field's name"},
	[ROLE_VALUE] = {"value", ROLE_TEXT, false, "a field's value"},
	[ROLE_EMPTY] = {"empty", ROLE_DIM, true, "what stands where nothing is"},
	[ROLE_CARD] = {"card", ROLE_TEXT, false, "a card"},
	[ROLE_CARD_TITLE] = {"card-title", ROLE_TEXT, false, "a card's title"},
	[ROLE_CARD_NUMBER] = {"card-number", ROLE_DIM, true, "a card's number"},
	[ROLE_CARD_CURSOR] = {"card-cursor", ROLE_CARD, false, "the card or row one is on"},
	[ROLE_MARK] = {"mark", ROLE_STRONG, false, "the sign of a marked scene"},
	[ROLE_CURRENT] = {"current", ROLE_TEXT, true, "state: the take is what the scene asks for"},
	[ROLE_STALE] = {"stale", ROLE_DIM, true, "state: the scene has changed since its take"},
	[ROLE_MISSING] = {"missing", ROLE_DIM, true, "state: no take yet"},
	[ROLE_FAILED] = {"failed", ROLE_TEXT, true, "state: the last take failed"},
	[ROLE_RUNNING] = {"running", ROLE_TEXT, true, "state: a take is being made"},
	[ROLE_CIRCLED] = {"circled", ROLE_STRONG, false, "the circled take"},
	[ROLE_MENTION] = {"mention", ROLE_TEXT, false, "@name in a prompt"},
	[ROLE_SELECTION] = {"selection", ROLE_TEXT, false, "selected text, the chosen row"},
	[ROLE_MATCH] = {"match", ROLE_STRONG, false, "what was searched for"},
	[ROLE_GOOD] = {"good", ROLE_TEXT, false, "good news"},
	[ROLE_WARN] = {"warn", ROLE_TEXT, false, "a warning"},
	[ROLE_BAD] = {"bad", ROLE_TEXT, false, "bad news"},
	[ROLE_NOTE] = {"note", ROLE_TEXT, false, "a message"},
	[ROLE_POPUP] = {"popup", ROLE_TEXT, false, "what lies over the rest"},
	[ROLE_PROGRESS] = {"progress", ROLE_TEXT, true, "a bar of progress"},
	[ROLE_MOOD_UP] = {"mood-up", ROLE_TEXT, true, "the arc of moods, bright side"},
	[ROLE_MOOD_DOWN] = {"mood-down", ROLE_TEXT, true, "the arc of moods, dark side"},
};

const enum role look_grounds[] = {ROLE_TEXT,        ROLE_BAR,   ROLE_CARD,
				  ROLE_CARD_CURSOR, ROLE_POPUP, ROLES};

const enum role look_must_differ[][2] = {
	{ROLE_TEXT, ROLE_CARD_CURSOR}, {ROLE_CARD, ROLE_CARD_CURSOR},  {ROLE_TEXT, ROLE_SELECTION},
	{ROLE_TEXT, ROLE_MATCH},       {ROLE_TEXT, ROLE_MARK},         {ROLE_TEXT, ROLE_HEADING},
	{ROLE_SELECTION, ROLE_MATCH},  {ROLE_FRAME, ROLE_FRAME_FOCUS}, {ROLE_GOOD, ROLE_WARN},
	{ROLE_WARN, ROLE_BAD},         {ROLE_GOOD, ROLE_BAD},          {ROLES, ROLES},
};

/* The rule for a role at so many colours, NULL if the theme has none. */
static const struct rule *rule_of(const struct theme *theme, enum colours colours, enum role role)
{
	static const enum section sections[] = {SECTION_NONE, SECTION_16, SECTION_256, SECTION_ALL};
	const struct rule *rule = &theme->rules[sections[colours]][role];
	if (!rule->is_set)
		rule = &theme->rules[SECTION_ALL][role];
	return rule->is_set ? rule : NULL;
}

/* As the theme has it, colours not yet brought down. */
static void inherit(const struct theme *theme, enum colours colours, struct look *out)
{
	out[ROLE_TEXT] = (struct look){CELL_DEFAULT, CELL_DEFAULT, 0};
	for (enum role role = ROLE_TEXT; role < ROLES; role++) {
		const struct rule *rule = rule_of(theme, colours, role);
		enum role parent = role_table[role].parent;
		struct look look = out[parent];
		if (parent == ROLE_TEXT && role != ROLE_TEXT)
			look.bg = LOOK_BELOW;
		if (rule) {
			look.fg = rule->fg == LOOK_BELOW ? look.fg : rule->fg;
			look.bg = rule->bg == LOOK_BELOW && role == ROLE_TEXT ? CELL_DEFAULT
									      : rule->bg;
			look.attrs = rule->attrs;
		}
		out[role] = look;
	}
}

/* What the terminal's own colours are taken for. */
static uint32_t default_of(const struct theme *theme, bool ground)
{
	return theme->is_light == ground ? 0xffffff : 0x000000;
}

static uint32_t ground_for(const struct theme *theme, struct colour_lore *lore,
			   enum colours colours, uint32_t bg)
{
	uint32_t rgb;
	if (bg == CELL_DEFAULT || bg == LOOK_BELOW || (bg < 16 && colours == COLOURS_16))
		return bg;
	rgb = colour_rgb(bg, 0);
	if (colours == COLOURS_256)
		return bg < CELL_RGB ? bg : colour_nearest(lore, rgb, 16, 255, 0, NULL, 0);
	/* Not all terminals have bright backgrounds; white is needed. */
	if (theme->is_light && colour_contrast(rgb, 0xffffff) < colour_contrast(rgb, 0xe5e5e5))
		return 15;
	return colour_nearest(lore, rgb, 0, 7, 0, NULL, 0);
}

/* 0xRRGGBB of all that text in this look may stand on; returns how many. */
static size_t grounds_of(const struct theme *theme, const struct look *looks, enum role role,
			 uint32_t out[GROUNDS_MAX])
{
	uint32_t own = looks[role].bg;
	size_t count = 0;
	if (own != LOOK_BELOW && role != ROLE_TEXT) {
		out[count++] = colour_rgb(own, default_of(theme, true));
		return count;
	}
	for (const enum role *ground = look_grounds; *ground != ROLES; ground++) {
		uint32_t bg = looks[*ground].bg;
		if (looks[*ground].attrs & ATTR_REVERSE)
			continue;
		if (bg == LOOK_BELOW)
			bg = looks[ROLE_TEXT].bg;
		out[count++] = colour_rgb(bg, default_of(theme, true));
	}
	return count;
}

static uint32_t ink_for(const struct theme *theme, struct colour_lore *lore, enum colours colours,
			const struct look *looks, enum role role)
{
	uint32_t fg = looks[role].fg, grounds[GROUNDS_MAX];
	size_t count = grounds_of(theme, looks, role, grounds);
	if (fg == CELL_DEFAULT || (fg < 256 && colours == COLOURS_256) || fg < 16)
		return fg;
	return colour_nearest(lore, colour_rgb(fg, 0), colours == COLOURS_256 ? 16 : 0,
			      colours == COLOURS_256 ? 255 : 15,
			      role_table[role].quiet ? VISIBLE : LEGIBLE, grounds, count);
}

/* Where the cursor's ground has become like the others it is theirs, reversed; what is
 * written there then only keeps its attributes (grid.h). */
static void part_cursor(struct look *looks)
{
	uint32_t bg = looks[ROLE_CARD_CURSOR].bg, text = looks[ROLE_TEXT].bg;
	uint32_t card = looks[ROLE_CARD].bg == LOOK_BELOW ? text : looks[ROLE_CARD].bg;
	bool differs = bg != LOOK_BELOW && bg != text && bg != card;
	if (differs || looks[ROLE_CARD_CURSOR].attrs & ATTR_REVERSE)
		return;
	looks[ROLE_CARD_CURSOR] = looks[ROLE_TEXT];
	looks[ROLE_CARD_CURSOR].attrs |= ATTR_REVERSE;
}

/* Without colours, unless the theme says otherwise. */
static const uint16_t plain_attrs[ROLES] = {
	[ROLE_STRONG] = ATTR_BOLD,
	[ROLE_BAR] = ATTR_REVERSE,
	[ROLE_BAR_KEY] = ATTR_REVERSE | ATTR_BOLD,
	[ROLE_FRAME_FOCUS] = ATTR_BOLD,
	[ROLE_HEADING] = ATTR_BOLD,
	[ROLE_CARD_TITLE] = ATTR_BOLD,
	[ROLE_CARD_CURSOR] = ATTR_REVERSE,
	[ROLE_MARK] = ATTR_BOLD,
	[ROLE_FAILED] = ATTR_BOLD,
	[ROLE_CIRCLED] = ATTR_BOLD,
	[ROLE_MENTION] = ATTR_UNDERLINE,
	[ROLE_SELECTION] = ATTR_REVERSE,
	[ROLE_MATCH] = ATTR_BOLD | ATTR_UNDERLINE,
	[ROLE_WARN] = ATTR_BOLD,
	[ROLE_BAD] = ATTR_BOLD | ATTR_UNDERLINE,
};

static void without_colours(const struct theme *theme, struct look *looks)
{
	for (enum role role = ROLE_TEXT; role < ROLES; role++) {
		looks[role].fg = CELL_DEFAULT;
		looks[role].bg = role == ROLE_TEXT ? CELL_DEFAULT : LOOK_BELOW;
		if (!theme->rules[SECTION_NONE][role].is_set)
			looks[role].attrs = plain_attrs[role];
	}
}

void theme_looks(const struct theme *theme, enum colours colours, struct look *out)
{
	struct colour_lore lore = {0};
	inherit(theme, colours, out);
	if (colours == COLOURS_NONE)
		without_colours(theme, out);
	if (colours == COLOURS_NONE || colours == COLOURS_TRUE)
		return;
	for (enum role role = ROLE_TEXT; role < ROLES; role++)
		out[role].bg = ground_for(theme, &lore, colours, out[role].bg);
	part_cursor(out);
	for (enum role role = ROLE_TEXT; role < ROLES; role++)
		out[role].fg = ink_for(theme, &lore, colours, out, role);
}
