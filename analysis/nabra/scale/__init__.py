"""More articles than fit into memory: measured part by part, on one machine or many."""
