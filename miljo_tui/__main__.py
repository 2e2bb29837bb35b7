"""`python -m miljo_tui` is `miljo-tui`."""

from miljo_tui.cli.main import main

if __name__ == "__main__":
    main()
