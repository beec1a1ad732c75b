libcore_a_SOURCES += \
	src/cut/cut.c src/cut/cut.h \
	src/cut/film_file.c src/cut/film_file.h \
	src/cut/join.c \
	src/cut/make.c \
	src/cut/pieces.c \
	src/cut/plan.c src/cut/plan.h \
	src/cut/segments.c src/cut/segments.h \
	src/cut/sweep.c \
	src/cut/work.h
