# one run, and what is under way in it
libcore_a_SOURCES += \
	src/core/session/batch.c src/core/session/batch.h \
	src/core/session/batch_circle.c \
	src/core/session/batch_private.h \
	src/core/session/batch_tell.c \
	src/core/session/batch_turn.c \
	src/core/session/batch_wait.c \
	src/core/session/bill.c src/core/session/bill.h \
	src/core/session/bill_pictures.c src/core/session/bill_pictures.h \
	src/core/session/bill_question.c \
	src/core/session/bill_show.c \
	src/core/session/call_run.c src/core/session/call_run.h \
	src/core/session/carry.c src/core/session/carry.h \
	src/core/session/catalogs.c src/core/session/catalogs.h \
	src/core/session/circle.c src/core/session/circle.h \
	src/core/session/server_test.c src/core/session/server_test.h \
	src/core/session/session.c src/core/session/session.h \
	src/core/session/session_wait.c \
	src/core/session/underway.c src/core/session/underway.h
