"""The parts of a page, by what they speak of: each adds its methods to the Fascicolo."""
