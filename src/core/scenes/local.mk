# which are meant, what is known of them, their texts and pictures
libcore_a_SOURCES += \
	src/core/scenes/filter.c src/core/scenes/filter.h \
	src/core/scenes/ids.c src/core/scenes/ids.h \
	src/core/scenes/overview.c src/core/scenes/overview.h \
	src/core/scenes/overview_jobs.c \
	src/core/scenes/overview_private.h \
	src/core/scenes/overview_times.c \
	src/core/scenes/picture.c src/core/scenes/picture.h \
	src/core/scenes/pictures_told.c src/core/scenes/pictures_told.h \
	src/core/scenes/place.c src/core/scenes/place.h \
	src/core/scenes/register.c src/core/scenes/register.h \
	src/core/scenes/replace.c src/core/scenes/replace.h \
	src/core/scenes/script.c src/core/scenes/script.h \
	src/core/scenes/setting.c src/core/scenes/setting.h \
	src/core/scenes/sheet.c src/core/scenes/sheet.h \
	src/core/scenes/stage.c src/core/scenes/stage.h \
	src/core/scenes/target.c src/core/scenes/target.h \
	src/core/scenes/texts.c src/core/scenes/texts.h
