/**
 * Whether a gRPC server answers: the only question that Feast's take without a token. A port alone says less, for the
 * kernel takes connections also for a process that hangs. It speaks the first words of HTTP/2 (RFC 9113, 3.4): the
 * preface and an empty SETTINGS frame, which the server answers with its own SETTINGS.
 */
export const answersGrpcScript = `"""Fails unless the gRPC server at the port of this pod answers."""
import socket
import sys

PREFACE = b"PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n"
SETTINGS = 4
EMPTY_SETTINGS = bytes([0, 0, 0, SETTINGS, 0, 0, 0, 0, 0])

with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=4) as connection:
    connection.sendall(PREFACE + EMPTY_SETTINGS)
    frame = connection.makefile("rb").read(9)
if len(frame) < 9 or frame[3] != SETTINGS:
    sys.exit("no answer in HTTP/2")
`;
