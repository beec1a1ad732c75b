/* SPDX-License-Identifier: MIT
 *
 * What may stand in a provider's file, as a table.
 */
#ifndef PROVIDER_DESCRIBE_RULES_H
#define PROVIDER_DESCRIBE_RULES_H

/* What a member may be. */
enum rule_kind {
	RULE_TEXT,
	RULE_TEXTS,  /* one or a list */
	RULE_LISTED, /* a list of texts */
	RULE_WORDS,  /* one or a list, none of them empty */
	RULE_CODES,  /* texts or numbers, one or a list */
	RULE_NAME, /* a provider's */
	RULE_VARIABLES, /* of the environment, one or a list */
	RULE_NUMBER,
	RULE_POSITIVE,
	RULE_COUNT,
	RULE_CURRENCY,
	RULE_DAY,
	RULE_BOOL,
	RULE_URLS,
	RULE_SIZES,
	RULE_RATIOS,
	RULE_HEADER,
	RULE_PREFIX,
	RULE_HEADERS, /* an object; its texts are templates */
	RULE_NUMBERS, /* a list, or {"min", "max", "step"} */
	RULE_CHOICE,
	RULE_POINTER,
	RULE_POINTERS,
	RULE_FIND,     /* pointers, or {"at", "ends", "in"} */
	RULE_TEMPLATE, /* any value; its texts are templates */
	RULE_PATH,     /* a text that is a template */
	RULE_OBJECT,   /* of the members in `inside` */
	RULE_LIST,     /* of such objects */
	RULE_MAP,      /* of any names to `each` */
	RULE_PATCH,    /* a description's own members */
	RULE_MODEL,    /* those of one of its models */
	RULE_LAST,
};

struct rule {
	const char *name;
	enum rule_kind kind;
	const struct rule *inside;  /* RULE_OBJECT, RULE_LIST, RULE_MAP: of each value */
	enum rule_kind each;        /* RULE_MAP */
	const char *const *choices; /* RULE_CHOICE */
};

/* The members of a description; the last has no name. */
extern const struct rule description_rules[];
/* Of a "min" to "max", of where to look, of a model. */
extern const struct rule range_rules[];
extern const struct rule find_rules[];
extern const struct rule model_rules[];

#endif
