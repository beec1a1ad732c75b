libcore_a_SOURCES += src/cut/cut.h src/cut/plan.h
