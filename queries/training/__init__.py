"""What an area demands of training beside what its listed programs supply."""
