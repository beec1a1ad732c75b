/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"

#include <string.h>

#include "ui/input.h"
#include "util/buf.h"
#include "util/text.h"

static void add_event(const struct event *event, struct buf *out)
{
	static const char *const kinds[] = {"press", "release", "drag", "up", "down"};
	char name[KEY_NAME_SIZE];
	switch (event->kind) {
	case EVENT_KEY:
		key_name(event->key, name);
		buf_add_str(out, name);
		break;
	case EVENT_PASTE:
		buf_addf(out, "paste:%s", event->text);
		break;
	case EVENT_MOUSE:
		buf_addf(out, "%s:%d:%d,%d:%d", kinds[event->mouse.kind], event->mouse.button,
			 event->mouse.col, event->mouse.row, event->mouse.mods);
		break;
	case EVENT_FOCUS:
		buf_add_str(out, event->focused ? "in" : "out");
		break;
	case EVENT_ANSWER:
		buf_addf(out, "answer:%s", event->text + 1);
		break;
	}
	buf_add_char(out, '\n');
}

static void drain(struct input *input, struct buf *out)
{
	struct event event;
	while (input_next(input, &event)) {
		add_event(&event, out);
		event_clear(&event);
	}
}

/* Nothing more comes, as long as anything is waited for. */
static void end(struct input *input, struct buf *out)
{
	for (int i = 0; input_waits(input); i++) {
		assert_true(i < 300);
		input_end(input);
		drain(input, out);
	}
}

/* Returns new: the events of these bytes, a line each, fed in pieces of `piece`. */
static char *events_of(const char *bytes, size_t count, size_t piece)
{
	struct buf out = {0};
	struct input *input = input_new();
	input_define(input, "\001@\r", (struct key){KEY_F1, 0});
	buf_add_str(&out, "");
	for (size_t at = 0; at < count; at += piece) {
		input_feed(input, bytes + at, count - at < piece ? count - at : piece);
		drain(input, &out);
	}
	end(input, &out);
	input_free(input);
	return buf_take(&out);
}

static void gives(const char *bytes, size_t count, const char *expected)
{
	for (size_t piece = 1; piece <= count; piece += piece < 8 ? 1 : count) {
		char *events = events_of(bytes, count, piece);
		char *line = xasprintf("%s%s", expected, *expected ? "\n" : "");
		assert_string_equal(events, line);
		free(line);
		free(events);
	}
}

static const char *const keys[][2] = {
	{"a", "a"},
	{"G", "G"},
	{" ", "Space"},
	{"é", "é"},
	{"漢", "漢"},
	{"🐱", "🐱"},
	{"\r", "Enter"},
	{"\n", "Enter"},
	{"\t", "Tab"},
	{"\177", "Backspace"},
	{"\b", "Backspace"},
	{"\033", "Esc"},
	{"\022", "C-r"},
	{"\034", "C-\\"},
	{"\037", "C-_"},
	/* Alt */
	{"\033x", "M-x"},
	{"\033X", "M-X"},
	{"\033é", "M-é"},
	{"\033\177", "M-Backspace"},
	{"\033\r", "M-Enter"},
	{"\033\022", "C-M-r"},
	{"\033[", "M-["},
	{"\033O", "M-O"},
	{"\033]", "M-]"},
	{"\033P", "M-P"},
	{"\033\033", "Esc\nEsc"},
	{"\033\033[A", "M-Up"},
	{"\033\033OC", "M-Right"},
	{"\033\033x", "Esc\nM-x"},
	/* xterm and its kind, both keypad modes */
	{"\033[A", "Up"},
	{"\033OB", "Down"},
	{"\033[1;2D", "S-Left"},
	{"\033[1;5C", "C-Right"},
	{"\033[1;3A", "M-Up"},
	{"\033[1;8B", "C-M-S-Down"},
	{"\033[H", "Home"},
	{"\033OF", "End"},
	{"\033[1;5H", "C-Home"},
	{"\033[Z", "S-Tab"},
	{"\033[5~", "PageUp"},
	{"\033[6;5~", "C-PageDown"},
	{"\033[2~", "Insert"},
	{"\033[3;2~", "S-Delete"},
	{"\033OP", "F1"},
	{"\033[1;2Q", "S-F2"},
	{"\033[1;5R", "C-F3"},
	{"\033[15~", "F5"},
	{"\033[24;3~", "M-F12"},
	{"\033[5C", "C-Right"},
	{"\033[1;9A", "M-Up"},
	/* vt100, linux, rxvt, PuTTY, screen, xfree86 */
	{"\033OS", "F4"},
	{"\033OM", "Enter"},
	{"\033Ou", "5"},
	{"\033Oj", "*"},
	{"\033[[A", "F1"},
	{"\033[[E", "F5"},
	{"\033[1~", "Home"},
	{"\033[4~", "End"},
	{"\033[25~", "S-F1"},
	{"\033[7~", "Home"},
	{"\033[8~", "End"},
	{"\033[a", "S-Up"},
	{"\033[c", "S-Right"},
	{"\033Oa", "C-Up"},
	{"\033Od", "C-Left"},
	{"\033[3$", "S-Delete"},
	{"\033[5^", "C-PageUp"},
	{"\033[7@", "C-S-Home"},
	{"\033[11~", "F1"},
	{"\033O5P", "C-F1"},
	{"\033O1;2R", "S-F3"},
	/* modifyOtherKeys, CSI u */
	{"\033[27;5;13~", "C-Enter"},
	{"\033[27;6;65~", "C-a"},
	{"\033[97;2u", "A"},
	{"\033[13;2u", "S-Enter"},
	{"\033[9;5u", "C-Tab"},
	{"\033[27u", "Esc"},
	{"\033[233;3u", "M-é"},
	{"\033[105;5u", "C-i"},
	{"\033[97;1:3u", ""},
	{"\033[57399u", ""},
	{"\033[32;2u", "Space"},
	/* what this terminal alone has */
	{"\001@\r", "F1"},
	{"\001", "C-a"},
	{"\001@", "C-a\n@"},
};

static void keys_of_many_terminals(void **state)
{
	for (size_t i = 0; i < LENGTH(keys); i++)
		gives(keys[i][0], strlen(keys[i][0]), keys[i][1]);
	gives("\0", 1, "C-Space");
}

static void answers_are_never_keys(void **state)
{
	static const char *const rows[][2] = {
		{"\033[?1;2cx", "answer:[?1;2c\nx"},
		{"\033[>0;10;1c", "answer:[>0;10;1c"},
		{"\033P>|tmux 3.3a\033\\q", "answer:P>|tmux 3.3a\nq"},
		{"\033]11;rgb:0000/0000/0000\a", "answer:]11;rgb:0000/0000/0000"},
		{"\033]11;rgb:ffff/ffff/ffff\033\\", "answer:]11;rgb:ffff/ffff/ffff"},
		{"\033_Gi=31;OK\033\\", "answer:_Gi=31;OK"},
		{"\033[40;120R", "answer:[40;120R"},
		{"\033[?2026;2$y", "answer:[?2026;2$y"},
		{"\033[8;40;120t", "answer:[8;40;120t"},
		{"\033[4;600;800t", "answer:[4;600;800t"},
		{"\033[0n", "answer:[0n"},
		{"\033[?0u", "answer:[?0u"},
		{"\033P1+r544e=78\033\\", "answer:P1+r544e=78"},
		{"\033[99~\033[5;3Wk", "k"},
		{"\033[1;2;3;4;5;6;7;8;9q", ""},
		{"\033[12\033[A", "Up"},
		{"\033[1;5\002x", "C-b\nx"},
		{"\033]0;title\033[A", "Up"},
		{"\033Pstuck\030x", "x"},
		{"\033[12", ""},
		{"\033]52;c;", ""},
		{"\033[E\033[1;5E", ""},
		{"\302\233A", "A"},
		{"\033[[5x", "x"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++)
		gives(rows[i][0], strlen(rows[i][0]), rows[i][1]);
}

static void wrong_bytes_are_told_and_passed(void **state)
{
	gives("\xff\xfe", 2, "\ufffd\n\ufffd");
	gives("\xc3(", 2, "\ufffd\n(");
	gives("\xe2\x82", 2, "\ufffd\n\ufffd");
	gives("\xf0\x9f\x90z", 4, "\ufffd\n\ufffd\n\ufffd\nz");
	gives("\xed\xa0\x80", 3, "\ufffd\n\ufffd\n\ufffd");
}

static void the_mouse_and_focus(void **state)
{
	static const char *const rows[][2] = {
		{"\033[<0;1;1M", "press:1:0,0:0"},
		{"\033[<0;120;40m", "release:1:119,39:0"},
		{"\033[<2;3;4M", "press:3:2,3:0"},
		{"\033[<32;5;6M", "drag:1:4,5:0"},
		{"\033[<64;1;1M", "up:0:0,0:0"},
		{"\033[<81;1;2M", "down:0:0,1:4"},
		{"\033[<4;1;1M", "press:1:0,0:1"},
		{"\033[<35;1;1M", ""},
		{"\033[<66;1;1M", ""},
		{"\033[<0;0;0M", ""},
		{"\033[<128;1;1M", ""},
		{"\033[M !!", "press:1:0,0:0"},
		{"\033[M#\"#", "release:0:1,2:0"},
		{"\033[I\033[O", "in\nout"},
		{"\033[<0;99999999999;1M", ""},
	};
	for (size_t i = 0; i < LENGTH(rows); i++)
		gives(rows[i][0], strlen(rows[i][0]), rows[i][1]);
}

static void pasted_text_is_text(void **state)
{
	static const char *const rows[][2] = {
		{"\033[200~a\rb\r\nc\nd\033[201~x", "paste:a\nb\nc\nd\nx"},
		{"\033[200~é\tq\003\033[31m\x7f\302\205!\033[201~", "paste:é\tq[31m!"},
		{"\033[200~\033[201\033[20\033[201~", "paste:[201[20"},
		{"\033[200~\xff漢\xe6\033[201~", "paste:\ufffd漢\ufffd"},
		{"\033[200~\033[201~", "paste:"},
		{"\033[201~", ""},
		{"\033[200~never ended", "paste:never ended"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++)
		gives(rows[i][0], strlen(rows[i][0]), rows[i][1]);
	gives("\033[200~a\0b\033[201~", 15, "paste:ab");
}

static void a_huge_paste_is_cut(void **state)
{
	struct input *input = input_new();
	struct event event;
	struct buf bytes = {0};
	buf_add_str(&bytes, "\033[200~");
	while (bytes.len < PASTE_MAX + 1000)
		buf_add_str(&bytes, "漢字");
	buf_add_str(&bytes, "\033[201~q");
	for (size_t at = 0; at < bytes.len; at += 4096) {
		size_t left = bytes.len - at;
		assert_false(input_next(input, &event));
		input_feed(input, bytes.data + at, left < 4096 ? left : 4096);
	}
	assert_true(input_next(input, &event));
	assert_int_equal(event.kind, EVENT_PASTE);
	assert_true(event.is_cut);
	assert_in_range(strlen(event.text), PASTE_MAX - 8, PASTE_MAX);
	assert_true(text_is_utf8(event.text, strlen(event.text)));
	assert_null(strstr(event.text, "\ufffd"));
	event_clear(&event);
	assert_true(input_next(input, &event));
	assert_int_equal(event.key.code, 'q');
	assert_false(input_next(input, &event));
	assert_false(input_waits(input));
	buf_free(&bytes);
	input_free(input);
}

static void only_what_is_no_key_is_waited_for_long(void **state)
{
	struct buf out = {0};
	struct input *input = input_new();
	input_feed(input, "\033", 1);
	drain(input, &out);
	assert_true(input_waits(input));
	input_end(input);
	drain(input, &out);
	assert_string_equal(buf_str(&out), "Esc\n");
	assert_false(input_waits(input));
	/* the middle of an answer over a slow line */
	input_feed(input, "\033[<0;1", 6);
	for (int i = 0; i < 10; i++) {
		drain(input, &out);
		assert_true(input_waits(input));
		input_end(input);
	}
	input_feed(input, "0;5M", 4);
	drain(input, &out);
	assert_string_equal(buf_str(&out), "Esc\npress:1:9,4:0\n");
	assert_false(input_waits(input));
	input_free(input);
	buf_free(&out);
}

/* Pieces of sequences and noise, shuffled; cut differently they give the same. */
static void pieces_do_not_matter(void **state)
{
	static const char *const parts[] = {
		"\033",      "[",
		"O",         "]",
		"P",         "\\",
		"\a",        ";",
		"1",         "5",
		"~",         "A",
		"M",         "<",
		"200~",      "\033[200~",
		"\033[201~", "é",
		"\xe6",      "\xbc",
		"漢",        "x",
		"\033[1;5C", "\030",
		"$",         "\033[<0;3;4M",
		"?",         "c",
		"u",         "\x9b",
		"\177",      "\r",
		"\001@",     "\033]11;a\a",
	};
	uint64_t random = 12345;
	for (int round = 0; round < 3000; round++) {
		struct buf bytes = {0};
		for (int i = 0; i < 12; i++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			if (random >> 60 == 0)
				buf_add_char(&bytes, (char)(random >> 40));
			else
				buf_add_str(&bytes, parts[(random >> 33) % LENGTH(parts)]);
		}
		char *whole = events_of(bytes.data, bytes.len, bytes.len);
		for (size_t piece = 1; piece < 5; piece++) {
			char *again = events_of(bytes.data, bytes.len, piece);
			assert_string_equal(again, whole);
			free(again);
		}
		free(whole);
		buf_free(&bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_of_many_terminals),
		cmocka_unit_test(answers_are_never_keys),
		cmocka_unit_test(wrong_bytes_are_told_and_passed),
		cmocka_unit_test(the_mouse_and_focus),
		cmocka_unit_test(pasted_text_is_text),
		cmocka_unit_test(a_huge_paste_is_cut),
		cmocka_unit_test(only_what_is_no_key_is_waited_for_long),
		cmocka_unit_test(pieces_do_not_matter),
	};
	return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
