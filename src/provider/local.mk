libcore_a_SOURCES += src/provider/provider.c src/provider/provider.h
