"""What an agreement is: records, fields, rules and questions, without any input or output."""
