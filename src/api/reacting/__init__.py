"""What follows from events without anybody's asking: led for each organisation."""
