libutil_a_SOURCES += src/worker/message.c src/worker/message.h
libcore_a_SOURCES += src/worker/worker.h
