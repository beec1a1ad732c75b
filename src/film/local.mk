libcore_a_SOURCES += \
	src/film/edit.h \
	src/film/field.h \
	src/film/film.h \
	src/film/film_json.h \
	src/film/recipe.h \
	src/film/store.h \
	src/film/take.h
