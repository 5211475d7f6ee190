"""What goes wrong, said to a person: one sentence with the value, its place and its mend."""


class NabraError(Exception):
    """A mistake the user can mend. ``str(error)`` is one clear sentence (value, place, mend)."""


class Problems(NabraError):
    """Several mistakes found in one reading, all listed at once.

    Attributes
    ----------
    messages : tuple of str
        One sentence each, in the order of the file.
    """

    def __init__(self, messages):
        self.messages = tuple(messages)
        super().__init__("\n".join(self.messages))
