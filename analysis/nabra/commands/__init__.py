"""The commands of ``nabra``, a file each; ``nabra.cli`` names them and imports one when it is called."""
