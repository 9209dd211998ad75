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
    first = build(700_000)
    same = 0
    for _ in range(5):
        if build(700_000) == first:
            same += 1
    print(same)


main()
