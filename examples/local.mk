# films to open, installed as documentation
kittendir = $(docdir)/examples/kitten-firefighter
dist_kitten_DATA = examples/kitten-firefighter/film.json
chatondir = $(docdir)/examples/chaton-pompier
dist_chaton_DATA = examples/chaton-pompier/film.json
