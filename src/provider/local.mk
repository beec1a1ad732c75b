# who makes clips: the animatic is built in
