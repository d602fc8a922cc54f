"""What an asset file is: safe decoding, encoding, thumbnails, metadata dialects, provenance."""
