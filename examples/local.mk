# films to open, installed as documentation
