libcore_a_SOURCES += \
	src/film/basis.c src/film/basis.h \
	src/film/ask.h src/film/asks.c src/film/store_ask.c \
	src/film/cache.c src/film/cache.h \
	src/film/compile.c src/film/compile.h \
	src/film/edit.c src/film/edit.h src/film/history.c src/film/step.c \
	src/film/edit_log.c src/film/edit_log_write.c src/film/edit_log.h \
	src/film/expect.c src/film/expect.h \
	src/film/field.c src/film/field.h src/film/field_table.c \
	src/film/film.c src/film/film.h \
	src/film/film_json.c src/film/film_json.h src/film/film_print.c src/film/film_beginning.c \
	src/film/film_remarks.c \
	src/film/frame.c src/film/frame.h \
	src/film/frame_source.c src/film/frame_source.h \
	src/film/glance.c src/film/glance.h \
	src/film/diff.c src/film/diff.h src/film/merge.c src/film/merge.h \
	src/film/conflict.c src/film/merge_list.c src/film/merge_list.h \
	src/film/mention.c src/film/mention.h \
	src/film/pictures.c src/film/pictures.h \
	src/film/recipe.c src/film/recipe.h \
	src/film/span.c src/film/span.h \
	src/film/rows.c src/film/rows.h src/film/row_index.c \
	src/film/shape.c src/film/shape.h \
	src/film/store.c src/film/store.h src/film/store_change.c src/film/store_private.h \
	src/film/store_read.c src/film/store_save.c src/film/store_child.c src/film/store_hold.c \
	src/film/store_merge.c \
	src/film/store_watch.c src/film/store_watch.h \
	src/film/store_lock.c src/film/store_lock.h \
	src/film/take.c src/film/take.h src/film/take_dir.c src/film/take_dir.h \
	src/film/take_make.c src/film/take_claim.c
