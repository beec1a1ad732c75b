scenetty_SOURCES += src/app/main.c
