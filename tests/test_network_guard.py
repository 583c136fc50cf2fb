"""The guard against networks itself: without it, "runs with every socket blocked" would prove nothing."""

import socket
import urllib.request

import pytest

from tests.conftest import NetworkUsed


def test_a_connection_to_another_computer_is_refused() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as plain, pytest.raises(NetworkUsed):
        plain.connect(("192.0.2.1", 80))


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(NetworkUsed):
        urllib.request.urlopen("http://polku.example/")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no local sockets")
def test_sockets_within_this_computer_work() -> None:
    left, right = socket.socketpair(socket.AF_UNIX)
    with left, right:
        left.sendall(b"here")
        assert right.recv(4) == b"here"
