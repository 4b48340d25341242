"""Text to vectors, and pairs of texts to scores: model files, conversion, and the engines that
compute."""
