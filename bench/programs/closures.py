from functools import reduce


def adder(k):
    return lambda x: x + k


def run(n):
    add = adder(3)
    total = 0
    for i in range(n):
        total += add(i)
    remainders = list(map(lambda x: x * x % 1000, range(n)))
    even = list(filter(lambda x: x % 2 == 0, remainders))
    large = 1 if any(map(lambda x: x > 990, even)) else 0
    return total + reduce(lambda a, b: a + b, even, 0) + large


def main():
    total = 0
    for _ in range(6):
        total += run(700_000)
    print(total)


main()
