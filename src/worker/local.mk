libutil_a_SOURCES += src/worker/message.c src/worker/message.h
libcore_a_SOURCES += \
	src/worker/part.c src/worker/part.h \
	src/worker/reply.c src/worker/reply.h \
	src/worker/spawn.c src/worker/spawn.h \
	src/worker/wait.c \
	src/worker/worker.c src/worker/worker.h
