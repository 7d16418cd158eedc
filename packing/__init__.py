"""What the desk is packed with: which parts stay, the program's icon and its version for Windows, the installer's recipe."""
