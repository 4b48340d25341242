"""What computes vectors: one seam, and an engine each for torch and for OpenVINO."""
