/* SPDX-License-Identifier: MIT */
#include "provider/describe_rules.h"

#include <stddef.h>

/* clang-format off */
#define IS(member, what) {.name = member, .kind = RULE_##what}
#define HAS(member, rules) {.name = member, .kind = RULE_OBJECT, .inside = rules}
#define END {.name = NULL}

static const char *const methods[] = {"GET", "POST", "PUT", "DELETE", "PATCH", NULL};
static const char *const proofs[] = {"transcript", "mock", "engine", NULL};
static const char *const sounds[] = {"always", "never", "switch", NULL};
static const char *const prices[] = {"exact", "estimated", NULL};

static const struct rule price_rules[] = {
	IS("second", NUMBER), IS("clip", NUMBER),
	{"by_resolution", .kind = RULE_MAP, .each = RULE_NUMBER},
	{"by_clip", .kind = RULE_MAP, .each = RULE_NUMBER},
	IS("currency", CURRENCY), IS("checked", DAY),
	{"is", .kind = RULE_CHOICE, .choices = prices}, IS("from", TEXT),
	IS("source", TEXT), END,
};
const struct rule range_rules[] = {
	IS("min", POSITIVE), IS("max", POSITIVE), IS("step", POSITIVE), END,
};
static const struct rule frames_rules[] = {
	IS("fps", POSITIVE), IS("step", COUNT), IS("plus", NUMBER), END,
};
static const struct rule states_rules[] = {
	IS("pending", CODES), IS("running", CODES), IS("done", CODES),
	IS("failed", CODES), IS("cancelled", CODES), IS("expired", CODES), END,
};
const struct rule find_rules[] = {
	IS("at", POINTERS), IS("ends", LISTED), IS("in", TEXT), IS("means", TEXT),
	IS("among", POINTERS), IS("text", TEMPLATE), END,
};
static const struct rule told_rules[] = {IS("at", POINTERS), IS("is", CODES), END};
/* What each request may read in a way of its own; and what is read alike of all. */
#define READS \
	IS("id", FIND), IS("state", FIND), HAS("states", states_rules), \
	IS("progress", FIND), IS("progress_of", POSITIVE), IS("queue", FIND), \
	IS("cost", FIND), IS("cost_of", POSITIVE), IS("url", FIND), \
	IS("base64", FIND), IS("instead", FIND)
static const struct rule own_read_rules[] = {READS, END};
static const struct rule read_rules[] = {
	READS, IS("error", FIND), IS("code", POINTERS), HAS("ok", told_rules),
	HAS("blocked", told_rules), END,
};
static const struct rule request_rules[] = {
	{"method", .kind = RULE_CHOICE, .choices = methods}, IS("path", PATH),
	IS("url", PATH), IS("headers", HEADERS), IS("json", TEMPLATE),
	IS("form", TEMPLATE), IS("bytes", TEXT), IS("if", TEXT),
	{"gives", .kind = RULE_MAP, .each = RULE_FIND}, HAS("read", own_read_rules),
	IS("timeout", POSITIVE), IS("stops_billing", BOOL), IS("while", TEXT),
	HAS("else", request_rules), END,
};
/* "among": where the jobs are listed, "same": what of one has to be what was sent, "since":
 * when it was made; "sure": what is not found was never accepted. */
static const struct rule lookup_rules[] = {
	{"method", .kind = RULE_CHOICE, .choices = methods}, IS("path", PATH),
	IS("url", PATH), IS("headers", HEADERS), IS("json", TEMPLATE),
	{"gives", .kind = RULE_MAP, .each = RULE_FIND}, HAS("read", own_read_rules),
	IS("timeout", POSITIVE), IS("among", POINTERS),
	{"same", .kind = RULE_MAP, .each = RULE_TEXT}, IS("since", POINTERS),
	IS("sure", BOOL), END,
};
#define TROUBLES(what) \
	IS("auth", what), IS("billing", what), IS("rate-limit", what), \
	IS("moderation", what), IS("request", what), IS("gone", what), IS("server", what)
static const struct rule codes_rules[] = {TROUBLES(CODES), END};
static const struct rule words_rules[] = {TROUBLES(WORDS), END};
static const struct rule wait_rules[] = {
	IS("first", POSITIVE), IS("most", POSITIVE), IS("deadline", POSITIVE),
	IS("silence", POSITIVE), END,
};
static const struct rule key_rules[] = {
	IS("env", VARIABLES), IS("file", TEXT), IS("command", WORDS),
	IS("header", HEADER), IS("prefix", PREFIX), IS("needed", BOOL), END,
};
static const struct rule proven_rules[] = {
	{"how", .kind = RULE_CHOICE, .choices = proofs}, IS("when", TEXT), IS("note", TEXT), END,
};
static const struct rule picture_rules[] = {
	IS("types", LISTED), IS("bytes", NUMBER), END,
};
static const struct rule given_rules[] = {
	IS("options", MODEL), IS("start", MODEL), IS("end", MODEL), IS("references", MODEL), END,
};
const struct rule model_rules[] = {
	IS("help", TEXT), IS("seconds", NUMBERS),
	{"seconds_at", .kind = RULE_MAP, .each = RULE_NUMBERS}, IS("sizes", SIZES),
	IS("ratios", RATIOS), IS("resolutions", LISTED),
	{"names", .kind = RULE_MAP, .each = RULE_TEXT},
	HAS("frames", frames_rules), IS("start", BOOL), IS("start_needed", BOOL),
	IS("end", BOOL), IS("end_needed", BOOL), IS("references", NUMBER), IS("seed", BOOL),
	IS("avoid", BOOL), {"sound", .kind = RULE_CHOICE, .choices = sounds},
	IS("prompt", NUMBER), HAS("pictures", picture_rules),
	HAS("price", price_rules), IS("wire", PATCH),
	HAS("given", given_rules), IS("workflow", TEXT), END,
};
static const struct rule tariff_rules[] = {
	IS("at", POINTERS), IS("second", LISTED), IS("cent_second", LISTED),
	IS("currency", CURRENCY), END,
};
static const struct rule catalog_rules[] = {
	IS("path", PATH), IS("url", PATH), IS("headers", HEADERS),
	IS("models", POINTERS), IS("name", POINTERS), IS("seconds", POINTERS),
	IS("sizes", POINTERS), IS("ratios", POINTERS), IS("resolutions", POINTERS),
	IS("frames", POINTERS), IS("sound", POINTERS), IS("seed", POINTERS),
	HAS("prices", tariff_rules), IS("help", POINTERS), IS("hours", NUMBER), END,
};
static const struct rule graph_rules[] = {
	IS("at", POINTERS), IS("otherwise", TEXT), IS("needs", LISTED),
	{"places", .kind = RULE_MAP, .each = RULE_TEMPLATE}, END,
};
const struct rule description_rules[] = {
	IS("like", NAME), IS("help", TEXT), IS("site", TEXT),
	IS("note", TEXTS), HAS("proven", proven_rules), IS("base", URLS), IS("also", URLS),
	{"gone", .kind = RULE_MAP, .each = RULE_TEXT}, IS("in_flight", COUNT),
	IS("abstract", BOOL), HAS("key", key_rules), IS("headers", HEADERS),
	IS("model", TEXT), {"models", .kind = RULE_MAP, .inside = model_rules, .each = RULE_OBJECT},
	{"upload", .kind = RULE_LIST, .inside = request_rules}, HAS("create", request_rules),
	HAS("poll", request_rules), HAS("resolve", request_rules),
	HAS("fetch", request_rules), HAS("cancel", request_rules),
	{"lookup", .kind = RULE_LIST, .inside = lookup_rules}, HAS("test", request_rules),
	HAS("catalog", catalog_rules), IS("workflow", TEXT),
	HAS("graph", graph_rules),
	IS("run", WORDS), HAS("read", read_rules),
	HAS("codes", codes_rules), HAS("words", words_rules), HAS("wait", wait_rules), END,
};
/* clang-format on */
