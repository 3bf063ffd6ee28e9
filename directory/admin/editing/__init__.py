"""What every form of the admin is made of: sections, questions, rows, and nothing typed lost."""
