# the board and its screens
libui_a_SOURCES += \
	src/board/actions.c \
	src/board/arc.c src/board/arc.h \
	src/board/ask.c src/board/ask_line.c \
	src/board/bars.c \
	src/board/board.c src/board/board.h src/board/board_private.h \
	src/board/card.c src/board/card.h \
	src/board/cards.c src/board/cards.h src/board/cards_go.c \
	src/board/cast.c src/board/cast.h \
	src/board/choices.c src/board/choices.h \
	src/board/conflicts.c src/board/conflicts.h \
	src/board/film.c \
	src/board/filter.c \
	src/board/form.c src/board/form.h src/board/form_private.h \
	src/board/form_do.c src/board/form_draw.c src/board/form_hands.c \
	src/board/form_layout.c src/board/form_popup.c src/board/form_rows.c \
	src/board/form_write.c \
	src/board/gallery.c src/board/gallery.h \
	src/board/gallery_disk.c src/board/gallery_disk.h \
	src/board/history.c src/board/history.h \
	src/board/inspector.c src/board/inspector.h \
	src/board/inspector_price.c src/board/inspector_price.h \
	src/board/inspector_takes.c \
	src/board/inspector_fields.c src/board/inspector_fields.h \
	src/board/keys.c \
	src/board/layout.c src/board/layout.h \
	src/board/ledger.c src/board/ledger.h src/board/ledger_draw.c src/board/ledger_draw.h \
	src/board/line.c src/board/line.h \
	src/board/messages.c src/board/messages.h \
	src/board/page.c src/board/page.h \
	src/board/finding.c \
	src/board/replacing.c src/board/replacing.h \
	src/board/palette.c src/board/palette.h \
	src/board/path_offers.c src/board/path_offers.h \
	src/board/play.c src/board/play.h src/board/play_private.h \
	src/board/play_draw.c src/board/play_parts.c src/board/play_stream.c \
	src/board/run.c \
	src/board/scroll.c src/board/scroll.h \
	src/board/serve.c \
	src/board/strip.c src/board/strip.h \
	src/board/strip_draw.c src/board/strip_draw.h \
	src/board/talk.c src/board/talk.h
