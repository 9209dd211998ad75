def build(n):
    text = ""
    for i in range(n):
        text += "item "
        text += f"{i}"
        if i % 3 == 0:
            text += ", "
        if i % 10 == 9:
            text += "\n"
    return text


def main():
    length = 0
    for _ in range(5):
        length += len(build(700_000))
    print(length)


main()
